package io.podwire.cli.option;

import io.podwire.ipc.ByteSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads message sizes: {@code 64}, {@code 1KiB}, {@code 1MiB}. */
public final class SizeConverter implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    try {
      return Math.toIntExact(ByteSize.parse(text));
    } catch (ArithmeticException e) {
      throw new TypeConversionException(
          "'" + text + "' is beyond every mechanism; give 16MiB or less");
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
