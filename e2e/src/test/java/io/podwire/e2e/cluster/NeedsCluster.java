package io.podwire.e2e.cluster;

import io.podwire.e2e.images.NeedsEngine;
import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a class of tests, visibly and counted, where no cluster is given. An assumption in a
 * {@code @BeforeAll} would make its tests vanish from the count.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@NeedsEngine // the images come from there
@ExtendWith(NeedsCluster.Condition.class)
@interface NeedsCluster {
  /** Looks at {@value TestCluster#VARIABLE}. Stateless. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      String file = System.getenv(TestCluster.VARIABLE);
      if (file == null || !new File(file).canRead()) {
        return ConditionEvaluationResult.disabled(
            TestCluster.VARIABLE + " names no kubeconfig: no cluster to test in");
      }
      return ConditionEvaluationResult.enabled("a cluster is given");
    }
  }
}
