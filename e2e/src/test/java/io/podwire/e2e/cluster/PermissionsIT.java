package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sidecar's service account may and may not do. */
@NeedsCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsIT {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private TestCluster cluster;
  private Installation release;

  @BeforeAll
  void install() {
    cluster = TestCluster.given();
    release = Installation.of(cluster, Map.of("replicas", 1));
  }

  @AfterAll
  void uninstall() {
    TestResources.close(release, cluster);
  }

  @ParameterizedTest
  @CsvSource({
    "discovery.k8s.io, endpointslices, , list watch",
    "'', configmaps, , create",
    "'', configmaps, podwire-results, create get update",
    "'', configmaps, kube-root-ca.crt, create",
    "apps, statefulsets, podwire, get",
    "apps, statefulsets, other, ''",
    "apps, statefulsets, , ''",
    "'', secrets, , ''",
    "'', pods, , ''",
    "'', pods/exec, , ''",
    "'', pods/portforward, , ''",
    "'', nodes, , ''",
    "'', services, , ''",
    "'', events, , ''",
    "'', serviceaccounts/token, , ''",
    "rbac.authorization.k8s.io, roles, , ''"
  })
  void shouldAllowExactlyWhatTheSidecarDoes(
      String group, String resource, String name, String verbs) {
    assertThat(VERBS.stream().filter(verb -> isAllowed(verb, group, resource, name)).toList())
        .isEqualTo(verbs.isEmpty() ? List.of() : List.of(verbs.split(" ")));
  }

  private boolean isAllowed(String verb, String group, String resource, String name) {
    String[] parts = resource.split("/");
    var attributes =
        new ResourceAttributesBuilder()
            .withNamespace(release.namespace())
            .withVerb(verb)
            .withGroup(group)
            .withResource(parts[0])
            .withSubresource(parts.length > 1 ? parts[1] : null)
            .withName(name)
            .build();
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("system:serviceaccount:" + release.namespace() + ":podwire")
            .withResourceAttributes(attributes)
            .endSpec()
            .build();
    return cluster
        .client()
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(review)
        .getStatus()
        .getAllowed();
  }
}
