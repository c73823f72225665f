package io.podwire.cli.console;

import io.podwire.cli.option.FileConverter;
import io.podwire.result.Result;
import io.podwire.result.text.Format;
import io.podwire.result.text.Report;
import io.podwire.result.text.Style;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --format} and {@code --output}: where a result goes, and in which form. */
public final class OutputOptions {
  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, json, csv or markdown (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      converter = FileConverter.class,
      description = "Write a file, not stdout (-).")
  private @Nullable Path output;

  /** Refuses a file that could not be written, before anything is measured. */
  public void check() throws IOException {
    if (output != null) {
      OutputFile.check(output);
    }
  }

  /** Writes a result. */
  public void write(Result result, Console console) throws IOException {
    if (output == null) {
      console.print(text(result, true, console));
      return;
    }
    try (OutputFile file = OutputFile.open(output)) {
      ByteBuffer bytes =
          ByteBuffer.wrap(text(result, false, console).getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.finish();
    }
  }

  private String text(Result result, boolean forStdout, Console console) {
    return Report.render(result, format, forStdout ? console.style() : Style.PLAIN);
  }
}
