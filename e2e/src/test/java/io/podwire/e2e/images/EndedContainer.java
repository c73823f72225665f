package io.podwire.e2e.images;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/**
 * What became of a container that ran one command in place of the image's.
 *
 * @param said on either stream
 */
record EndedContainer(int exitCode, String said) {
  private static final int PATIENCE_SECONDS = 60;

  /** Runs it in a program's image, without a network. Blocks until it has ended. */
  static EndedContainer run(String program, String... command) throws InterruptedException {
    DockerClient engine = DockerClientFactory.instance().client();
    String id =
        engine
            .createContainerCmd(BuiltImages.name(program))
            .withNetworkDisabled(true)
            .withEntrypoint(command)
            .exec()
            .getId();
    try {
      engine.startContainerCmd(id).exec();
      int exitCode =
          engine
              .waitContainerCmd(id)
              .exec(new WaitContainerResultCallback())
              .awaitStatusCode(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new EndedContainer(exitCode, said(engine, id));
    } finally {
      engine.removeContainerCmd(id).withForce(true).exec();
    }
  }

  private static String said(DockerClient engine, String id) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    var reading =
        new ResultCallback.Adapter<Frame>() {
          @Override
          public void onNext(Frame frame) {
            text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
          }
        };
    engine.logContainerCmd(id).withStdOut(true).withStdErr(true).exec(reading).awaitCompletion();
    return text.toString();
  }
}
