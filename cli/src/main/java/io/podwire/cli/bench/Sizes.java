package io.podwire.cli.bench;

import io.podwire.cli.console.FailureException;
import io.podwire.ipc.ByteSize;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.lab.workload.RunSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which sizes the channels carry. */
final class Sizes {
  private Sizes() {}

  /** Why a channel cannot carry a run's messages; empty if it can. */
  static Optional<String> forbidden(RunSpec run) {
    ChannelUri uri = ChannelUri.parse(run.channel());
    long maxBytes = Transports.of(uri).maxMessageBytes(uri);
    return run.sizeBytes() <= maxBytes
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s: message of %d bytes exceeds the channel's %d; send shorter ones or enlarge it",
                uri,
                run.sizeBytes(),
                maxBytes));
  }

  /** Refuses a list of which nothing can be carried. */
  static void requireOneAllowed(List<RunSpec> runs) {
    if (runs.stream().allMatch(run -> forbidden(run).isPresent())) {
      throw FailureException.wrongUse(forbidden(runs.getFirst()).orElseThrow());
    }
  }

  /** A run in a few words. */
  static String words(RunSpec run) {
    return String.format(
        Locale.ROOT,
        "%s %s %s",
        run.channel(),
        ByteSize.format(run.sizeBytes()),
        run.waitStrategy().text());
  }
}
