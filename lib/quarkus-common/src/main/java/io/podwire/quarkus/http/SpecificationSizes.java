package io.podwire.quarkus.http;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

/** The limits of a program that takes nothing but specifications. Stateless. */
@DefaultBean
@Singleton
public final class SpecificationSizes implements BodySizes {
  @Override
  public long maxBytes(String path) {
    return SPECIFICATION_BYTES;
  }
}
