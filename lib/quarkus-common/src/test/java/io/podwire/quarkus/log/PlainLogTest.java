package io.podwire.quarkus.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class PlainLogTest {
  private final PlainLog filter = new PlainLog();

  @Test
  void shouldShowTheControlCharactersOfAPeer() {
    ExtLogRecord found =
        new ExtLogRecord(Level.WARN, "%s said no", ExtLogRecord.FormatStyle.PRINTF, "x");
    found.setParameters(new Object[] {"\u001b[31mpeer\u2028\nERROR forged"});
    assertThat(filter.isLoggable(found)).isTrue();
    assertThat(found.getFormattedMessage())
        .isEqualTo("\\u001b[31mpeer\\u2028\\u000aERROR forged said no");
  }

  @Test
  void shouldLeaveAPlainRecordAsItIs() {
    ExtLogRecord found = new ExtLogRecord(Level.INFO, "all is well", "x");
    assertThat(filter.isLoggable(found)).isTrue();
    assertThat(found.getMessage()).isEqualTo("all is well");
    assertThat(found.getThrown()).isNull();
  }

  @Test
  void shouldShowThoseInTheCausesOfAThrowableToo() {
    ExtLogRecord found = new ExtLogRecord(Level.ERROR, "it failed", "x");
    Exception outer = new IllegalStateException("outer", new RuntimeException("in\u001bner"));
    outer.addSuppressed(new RuntimeException("besi\u001bde"));
    found.setThrown(outer);
    assertThat(filter.isLoggable(found)).isTrue();
    StringWriter trace = new StringWriter();
    found.getThrown().printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString())
        .contains("java.lang.IllegalStateException: outer")
        .contains("Caused by: java.lang.RuntimeException: in\\u001bner")
        .contains("Suppressed: java.lang.RuntimeException: besi\\u001bde")
        .contains("PlainLogTest.shouldShowThose")
        .doesNotContain("\u001b");
  }
}
