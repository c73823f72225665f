package io.podwire.producer.run;

import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.PipedSink;
import java.util.EnumSet;
import java.util.Set;

/**
 * A child that is the sink of runs over pipes. For one thread at a time; {@link #close} from any.
 *
 * @param done the patterns of which it has carried out a run with a warm-up
 */
record SinkChild(PipedSink sink, Set<Pattern> done) implements AutoCloseable {
  static SinkChild of(PipedSink started) {
    return new SinkChild(started, EnumSet.noneOf(Pattern.class));
  }

  boolean knows(Pattern pattern) {
    return done.contains(pattern);
  }

  @Override
  public void close() {
    sink.close();
  }
}
