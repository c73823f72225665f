package io.podwire.cli.option;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.VerifyLevel;
import io.podwire.result.text.Format;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads what the library itself knows to read, and passes on its words where it refuses. */
public final class WordConverters {
  private WordConverters() {}

  /** Teaches a command line patterns, wait strategies, verify levels and channel addresses. */
  public static void register(CommandLine line) {
    line.registerConverter(Pattern.class, text -> refusing(Pattern::parse, text));
    line.registerConverter(WaitStrategy.class, text -> refusing(WaitStrategy::parse, text));
    line.registerConverter(Format.class, text -> refusing(Format::parse, text));
    line.registerConverter(VerifyLevel.class, text -> refusing(VerifyLevel::parse, text));
    line.registerConverter(ChannelUri.class, WordConverters::channel);
  }

  private static <T> T refusing(Function<String, T> parse, String text) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static ChannelUri channel(String text) {
    try {
      ChannelUri uri = ChannelUri.parse(text);
      Transports.of(uri); // refuses unknown schemes and malformed addresses
      return uri;
    } catch (ChannelException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
