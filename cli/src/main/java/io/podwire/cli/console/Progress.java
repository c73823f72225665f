package io.podwire.cli.console;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on stderr for long work, drawn only on a terminal. For one thread. */
public final class Progress implements AutoCloseable {
  private final @Nullable ProgressBar bar;

  private Progress(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /** Begins a bar of {@code total} steps. */
  public static Progress of(Console console, String task, long total) {
    return new Progress(console.drawsBars() ? builder(console.err(), task, total).build() : null);
  }

  /** Begins a bar that counts bytes; a total that is not positive is not known. */
  public static Progress ofBytes(Console console, String task, long totalBytes) {
    return new Progress(
        console.drawsBars()
            ? builder(console.err(), task, totalBytes).setUnit("MiB", 1 << 20).showSpeed().build()
            : null);
  }

  private static ProgressBarBuilder builder(PrintStream err, String task, long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setConsumer(new ConsoleProgressBarConsumer(err));
  }

  /** Says how far the work is, and what is being done now. */
  public void show(long done, long total, @Nullable String current) {
    if (bar != null) {
      bar.maxHint(total);
      bar.stepTo(done);
      bar.setExtraMessage(current == null ? "" : " " + current);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
