package io.podwire.quarkus.live;

import io.podwire.api.LiveState;
import io.podwire.quarkus.ProblemException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import org.jspecify.annotations.Nullable;

/** The live flows over HTTP; a program gives it a path by extending it. */
@NonBlocking
public abstract class LiveResource {
  private final LiveEnd live;

  /** Serves these flows. */
  protected LiveResource(LiveEnd live) {
    this.live = live;
  }

  /** Their state now. */
  @GET
  public LiveState state() {
    return live.state();
  }

  /** Pauses and resumes them. */
  @PUT
  public LiveState pause(@Nullable LiveState wanted) {
    if (wanted == null) {
      throw ProblemException.badRequest("the body is empty; send {\"paused\": true} or false");
    }
    live.pause(wanted.paused(), wanted.pauseFor());
    return live.state();
  }
}
