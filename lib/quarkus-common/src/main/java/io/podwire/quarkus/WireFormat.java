package io.podwire.quarkus;

import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Makes HTTP bodies the JSON that {@link io.podwire.lab.Json} reads and writes: ISO instants and
 * durations, unknown fields refused; and what is not {@code @Nullable} must be there.
 */
@Singleton
public final class WireFormat implements ObjectMapperCustomizer {
  @Override
  public void customize(ObjectMapper mapper) {
    mapper
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    requiring(mapper);
  }

  /** Refuses what lacks a component that is not {@code @Nullable}; returns the same mapper. */
  public static ObjectMapper requiring(ObjectMapper mapper) {
    return mapper.setAnnotationIntrospector(
        AnnotationIntrospector.pair(
            mapper.getDeserializationConfig().getAnnotationIntrospector(), new NullMarkedFields()));
  }
}
