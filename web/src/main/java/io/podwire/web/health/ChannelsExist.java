package io.podwire.web.health;

import io.podwire.web.PodConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: the pod's channel directory is there and this program may write in it. */
@Startup
public final class ChannelsExist implements HealthCheck {
  private final Path directory;

  ChannelsExist(PodConfig config) {
    this.directory = config.channels().directory();
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("channels exist")
        .status(Files.isDirectory(directory) && Files.isWritable(directory))
        .withData("directory", directory.toString())
        .build();
  }
}
