package io.podwire.lab.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoreListTest {
  @Test
  void shouldReadRangesAndSingleCores() {
    assertThat(CoreList.parse(" 0-3,8,10-11\n")).containsExactly(0, 1, 2, 3, 8, 10, 11);
  }

  @Test
  void shouldHaveNoCoresWhereThereIsNoList() {
    assertThat(CoreList.parse(null)).isEmpty();
    assertThat(CoreList.parse("")).isEmpty();
    assertThat(CoreList.parse("0-x")).isEmpty();
    assertThat(CoreList.parse("0-99999999999")).isEmpty();
  }
}
