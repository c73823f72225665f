package io.podwire.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the README shows the examples as they are compiled here. */
class ReadmeTest {
  private static final Path SOURCES =
      Readme.HOME.resolve("examples/src/main/java/io/podwire/examples");

  @Test
  void shouldShowLinesOfBothExamplesUnchanged() throws IOException {
    String sender = Files.readString(SOURCES.resolve("OrderSender.java"));
    String receiver = Files.readString(SOURCES.resolve("OrderReceiver.java"));
    List<String> blocks = Readme.blocks("java");
    assertThat(blocks).as("Java blocks of the README").hasSize(2);
    assertThat(receiver).contains(indented(blocks.getFirst()));
    assertThat(sender).contains(indented(blocks.getLast()));
  }

  /** A method as it stands within its class. */
  private static String indented(String method) {
    assertThat(method).startsWith("private static void ").endsWith("}\n");
    return Pattern.compile("(?m)^(?=.)").matcher(method).replaceAll("  ");
  }

  @Test
  void shouldNameTheCoordinatesOfTheLibrary() throws IOException {
    List<String> blocks = Readme.blocks("xml");
    assertThat(blocks).as("XML blocks of the README").hasSize(1);
    String pom = Files.readString(Readme.HOME.resolve("lib/ipc/pom.xml"));
    String parent = element("parent", pom);
    String rest = pom.substring(pom.indexOf("</parent>"));
    assertThat(element("groupId", blocks.getFirst())).isEqualTo(element("groupId", parent));
    assertThat(element("artifactId", blocks.getFirst())).isEqualTo(element("artifactId", rest));
    assertThat(element("version", blocks.getFirst())).isEqualTo(element("version", parent));
  }

  private static String element(String name, String xml) {
    Matcher first = Pattern.compile("(?s)<" + name + ">(.*?)</" + name + ">").matcher(xml);
    assertThat(first.find()).as("an element %s", name).isTrue();
    return first.group(1);
  }
}
