package io.podwire.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
  record Words(@Nullable String text) {}

  record Labels(Map<String, String> labels) {}

  @Test
  void shouldReadNoControlCharacterInAKeyOfAStranger() throws Exception {
    String json = "{\"labels\":{\"a\\u001b[2J\":\"b\"}}";
    assertThat(Json.plain().readValue(json, Labels.class))
        .isEqualTo(new Labels(Map.of("a\\u001b[2J", "b")));
  }

  @Test
  void shouldReadNoControlCharacterOfAStranger() throws Exception {
    String json = "{\"text\":\"a\\u001b[2J\\u2028b\\nc\"}";
    assertThat(Json.plain().readValue(json, Words.class))
        .isEqualTo(new Words("a\\u001b[2J\\u2028b\nc"));
    assertThat(Json.plain().readValue("{\"text\":null}", Words.class)).isEqualTo(new Words(null));
  }
}
