package io.podwire.cli.sidecar;

import java.util.regex.Pattern;

/** Addresses as messages show them: without a user or password. Stateless. */
public final class ShownUri {
  private static final Pattern USER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)?[^/?#]*@");

  private ShownUri() {}

  /** The address without what stands before an {@code @} in its host, well formed or not. */
  public static String of(String address) {
    return USER.matcher(address).replaceFirst("$1");
  }
}
