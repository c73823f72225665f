package io.podwire.consumer.live;

import io.podwire.api.FlowState;

/** The receiving end of one live flow. Shared by threads. */
interface LiveFlow {
  /** Its name, for instance {@code shm}. */
  String name();

  /** Its state now. */
  FlowState state();

  /** Messages processed according to the ledger, over restarts. */
  long processed();
}
