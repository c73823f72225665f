package io.podwire.quarkus.health;

import io.podwire.quarkus.PodConfig;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: the pod's channel directories are there and this program may write in them. */
@Startup
public final class ChannelsExist implements AsyncHealthCheck {
  private final List<Path> directories;

  ChannelsExist(PodConfig config) {
    this.directories = List.of(config.channels().directory(), config.channels().filesDirectory());
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom()
        .item(
            HealthCheckResponse.named("channels exist")
                .status(directories.stream().allMatch(ChannelsExist::isUsable))
                .withData("directory", directories.getFirst().toString())
                .withData("filesDirectory", directories.getLast().toString())
                .build());
  }

  private static boolean isUsable(Path directory) {
    return Files.isDirectory(directory) && Files.isWritable(directory);
  }
}
