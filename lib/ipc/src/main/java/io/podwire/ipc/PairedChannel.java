package io.podwire.ipc;

/** Two one-way ends as one channel. */
record PairedChannel(Sender sender, Receiver receiver) implements Channel {}
