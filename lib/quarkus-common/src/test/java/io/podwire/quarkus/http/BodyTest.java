package io.podwire.quarkus.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static final int BOUND = 4 << 20;

  private final BodyBudget budget = new BodyBudget(BOUND);
  private final Body body = new Body(budget, BOUND);

  @Test
  void shouldTakeMemoryForWhatHasArrivedOnly() {
    assertThat(body.append(Buffer.buffer("x"))).isTrue();
    assertThat(budget.takenBytes()).isEqualTo(1);
    assertThat(body.append(Buffer.buffer(new byte[100]))).isTrue();
    assertThat(body.append(Buffer.buffer("x"))).isTrue();
    assertThat(budget.takenBytes()).isBetween(102L, 4L * 102);
  }

  @Test
  void shouldGiveAllThatWasAppended() throws IOException {
    for (String part : new String[] {"ab", "", "cde", "f"}) {
      assertThat(body.append(Buffer.buffer(part))).isTrue();
    }
    assertThat(body.stream()).hasContent("abcdef");
    assertThat(body.stream().readAllBytes())
        .isEqualTo("abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Test
  void shouldFitUpToTheBound() {
    assertThat(body.append(Buffer.buffer(new byte[10]))).isTrue();
    assertThat(body.fits(BOUND - 10)).isTrue();
    assertThat(body.fits(BOUND - 9)).isFalse();
    assertThat(body.fits(Integer.MAX_VALUE)).isFalse();
  }

  @Test
  void shouldTakeNothingBeyondTheBudgetAndGiveAllBackOnce() {
    Body other = new Body(budget, BOUND);
    assertThat(other.append(Buffer.buffer(new byte[BOUND - 10]))).isTrue();
    assertThat(body.append(Buffer.buffer(new byte[11]))).isFalse();
    assertThat(body.append(Buffer.buffer(new byte[10]))).isTrue();
    other.free();
    other.free();
    assertThat(budget.takenBytes()).isEqualTo(10);
  }
}
