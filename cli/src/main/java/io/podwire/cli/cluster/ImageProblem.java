package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An image that a node cannot get. Stateless. */
final class ImageProblem {
  private ImageProblem() {}

  /** The problem if that is why the container waits. */
  static Optional<Problem> of(Pod pod, ContainerStatus container, ContainerStateWaiting waiting) {
    String reason = waiting.getReason() == null ? "" : waiting.getReason();
    boolean lasting =
        switch (reason) {
          case "ErrImageNeverPull", "InvalidImageName", "ImagePullBackOff" -> true;
          default -> false; // ErrImagePull: the kubelet tries once more
        };
    if (!lasting && !reason.equals("ErrImagePull") && !reason.equals("ImageInspectError")) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            String.format(
                Locale.ROOT,
                "image %s of pod %s is missing on node %s (%s); %s",
                container.getImage(),
                pod.getMetadata().getName(),
                pod.getSpec().getNodeName(),
                reason,
                wayOut(reason)),
            lasting));
  }

  /** The problem if the latest event of the pod is that an image is being pulled. */
  static Optional<Problem> pulling(Pod pod, List<Event> events) {
    return events.stream()
        .max(Comparator.comparing(EventTime::of))
        .filter(event -> "Pulling".equals(event.getReason()))
        .map(
            event ->
                Problem.passing(
                    "node %s still pulls for pod %s (%s); give a longer --timeout, or %s",
                    pod.getSpec().getNodeName(),
                    pod.getMetadata().getName(),
                    event.getMessage(),
                    wayOut("Pulling")));
  }

  private static String wayOut(String reason) {
    return reason.equals("InvalidImageName")
        ? "correct the chart's values image.registry and image.tag"
        : "podwire images --load kind or minikube brings it there, or set the chart's value image.registry"
            + " to where you pushed it";
  }
}
