package io.podwire.cli.bench;

import io.podwire.cli.Podwire;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code podwire send}. */
@Command(name = "bench", description = "Send a file or stdin over a channel, to its end.")
public final class BenchCommand implements Callable<Integer> {
  @ParentCommand private Podwire podwire;

  @Override
  public Integer call() {
    throw new UnsupportedOperationException("x" + podwire);
  }
}
