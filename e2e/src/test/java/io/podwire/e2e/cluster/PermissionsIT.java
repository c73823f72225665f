package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
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
    "list, discovery.k8s.io, endpointslices, , true",
    "watch, discovery.k8s.io, endpointslices, , true",
    "create, '', configmaps, , true",
    "update, '', configmaps, podwire-results, true",
    "get, apps, statefulsets, podwire, true",
    "delete, discovery.k8s.io, endpointslices, , false",
    "get, '', configmaps, kube-root-ca.crt, false",
    "list, '', configmaps, , false",
    "delete, '', configmaps, podwire-results, false",
    "list, '', secrets, , false",
    "list, '', pods, , false",
    "create, '', pods/exec, , false",
    "list, '', nodes, , false",
    "update, apps, statefulsets, podwire, false",
    "create, '', serviceaccounts/token, , false"
  })
  void shouldAllowExactlyWhatTheSidecarDoes(
      String verb, String group, String resource, String name, boolean allowed) {
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
    var answer =
        cluster.client().authorization().v1().subjectAccessReview().create(review).getStatus();
    assertThat(answer.getAllowed()).isEqualTo(allowed);
  }
}
