/** Both ends of a channel as two programs. */
module io.podwire.examples {
  requires io.podwire.ipc;
  requires static org.jspecify;
}
