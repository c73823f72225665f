package io.podwire.lab;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.podwire.ipc.PlainText;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The JSON mappers: ISO instants and durations, unknown fields refused. Thread-safe. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final ObjectMapper PLAIN =
      MAPPER
          .copy()
          .registerModule(
              new SimpleModule()
                  .addDeserializer(String.class, new PlainStrings())
                  .addKeyDeserializer(String.class, new PlainKeys()));

  private Json() {}

  private static final class PlainStrings extends StdScalarDeserializer<String> {
    @Serial private static final long serialVersionUID = 1;

    PlainStrings() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = StringDeserializer.instance.deserialize(parser, context);
      return text == null ? null : PlainText.lines(text);
    }
  }

  private static final class PlainKeys extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return PlainText.lines(key);
    }
  }

  /** The mapper that changes nothing. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /**
   * The mapper for answers of other programs, which may come from strangers: what it reads into
   * records and maps, keys included, has no control characters but line feeds (see {@link
   * PlainText}).
   */
  public static ObjectMapper plain() {
    return PLAIN;
  }
}
