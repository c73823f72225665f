package io.podwire.quarkus.log;

import io.podwire.ipc.PlainText;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Lets every record through, its message in one line and without control characters, since words of
 * peers and names of files stand in it. Threads may share it.
 */
@LoggingFilter(name = "plain")
public final class PlainLog implements Filter {
  /** For Quarkus. */
  public PlainLog() {}

  @Override
  public boolean isLoggable(LogRecord logRecord) {
    ExtLogRecord found = ExtLogRecord.wrap(logRecord);
    String message = found.getFormattedMessage();
    if (message != null) {
      String plain = PlainText.of(message);
      if (!plain.equals(message)) {
        replace(logRecord, plain);
      }
    }
    Throwable thrown = logRecord.getThrown();
    if (thrown != null && PlainThrowable.isNeededFor(thrown)) {
      logRecord.setThrown(new PlainThrowable(thrown));
    }
    return true;
  }

  private static void replace(LogRecord logRecord, String plain) {
    if (logRecord instanceof ExtLogRecord own) {
      own.setMessage(plain, ExtLogRecord.FormatStyle.NO_FORMAT);
    } else {
      logRecord.setMessage(plain);
      logRecord.setParameters(null);
    }
  }
}
