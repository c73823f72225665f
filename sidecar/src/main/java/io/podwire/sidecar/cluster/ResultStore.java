package io.podwire.sidecar.cluster;

import io.podwire.result.Result;
import java.util.Optional;

/** Where results outlive the sidecar that measured them. Threads may share it; calls block. */
public interface ResultStore {
  /** Keeps nothing. */
  ResultStore NONE =
      new ResultStore() {
        @Override
        public Optional<String> store(Result result) {
          return Optional.empty();
        }

        @Override
        public Optional<Result> latest() {
          return Optional.empty();
        }
      };

  /** Stores a result; returns why it could not, in one line, or nothing if all is well. */
  Optional<String> store(Result result);

  /** The latest result, empty if there is none or it cannot be had. */
  Optional<Result> latest();
}
