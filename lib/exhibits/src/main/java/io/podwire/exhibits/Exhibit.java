package io.podwire.exhibits;

/** One textbook claim and how it is tried. Stateless; one thread at a time. */
public interface Exhibit {
  /** The name on the command line, words with hyphens. */
  String name();

  /** The claim in one sentence, as a textbook has it. */
  String claim();

  /**
   * Tries it within some seconds; leaves nothing behind but on the stage.
   *
   * @param stage what it may use; evidence is given to it
   * @throws CannotShowException if this machine cannot show it
   * @throws io.podwire.ipc.ChannelException and other exceptions if the try itself failed
   */
  Verdict show(Stage stage);
}
