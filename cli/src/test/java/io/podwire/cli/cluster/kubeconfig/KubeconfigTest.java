package io.podwire.cli.cluster.kubeconfig;

import static io.podwire.cli.cluster.kubeconfig.UsedKubeconfig.text;
import static io.podwire.cli.cluster.kubeconfig.UsedKubeconfig.withUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The files of a kubeconfig are read and merged as kubectl does. */
class KubeconfigTest {
  @RegisterExtension private final UsedKubeconfig kubeconfig = new UsedKubeconfig();

  @Test
  void shouldPassOverEmptyEntriesAndMissingAndEmptyFilesOfAList() throws IOException {
    Path file = kubeconfig.write("b.yaml", withUser("token: t"));
    Path empty = kubeconfig.write("empty.yaml", "\n");
    kubeconfig.list("::" + kubeconfig.folder().resolve("none") + ":" + empty + ":" + file + ":");

    assertThat(Kubeconfig.read(null).getOauthToken()).isEqualTo("t");
  }

  @Test
  void shouldReadAFileThatBeginsWithAByteOrderMark() throws IOException {
    kubeconfig.list(kubeconfig.write("a", "\ufeff" + withUser("token: t")).toString());

    assertThat(Kubeconfig.read(null).getOauthToken()).isEqualTo("t");
  }

  @Test
  void shouldLetTheFirstFileWin() throws IOException {
    Path first = kubeconfig.write("a", text("server: 'https://first:1'", "token: first"));
    Path second =
        kubeconfig.write(
            "b",
            text("server: 'https://second:1'", "token: second")
                .replace("name: u,", "name: v,")
                .replace("user: u,", "user: v,")
                .replace("name: here", "name: there")
                .replace("current-context: here", "current-context: there"));
    kubeconfig.list(first + ":" + second);

    assertThat(Kubeconfig.read(null).getOauthToken()).isEqualTo("first");
    Config there = Kubeconfig.read("there");
    assertThat(there.getOauthToken()).isEqualTo("second");
    assertThat(there.getMasterUrl()).startsWith("https://first:1");
    assertThat(there.getCurrentContext().getName()).isEqualTo("there");
  }

  @Test
  void shouldSayThatAListNamesNoFile() {
    kubeconfig.list(":");
    assertThat(kubeconfig.refusal()).contains("there is no kubeconfig", "names no file");
    kubeconfig.list(
        ":" + kubeconfig.folder().resolve("a") + ":" + kubeconfig.folder().resolve("b"));
    assertThat(kubeconfig.refusal()).contains("none of", "a, ", "b exists");
  }

  @Test
  void shouldNameAFolderInAList() throws IOException {
    kubeconfig.list(kubeconfig.folder() + ":" + kubeconfig.write("b.yaml", withUser("token: t")));

    assertThat(kubeconfig.refusal()).contains(kubeconfig.folder() + " cannot be read");
  }

  @Test
  void shouldSayWhereAFileIsWrongWithoutItsSecrets() throws IOException {
    assertThat(kubeconfig.refusal("users:\n- {token: secret\n- }: {"))
        .contains("config cannot be understood (no YAML at line 3")
        .doesNotContain("secret");
    assertThat(kubeconfig.refusal("users: [{name: u, user: [secret]}]"))
        .contains("the field users[0].user has the wrong form")
        .doesNotContain("secret");
    assertThat(kubeconfig.refusal("secret")).contains("no YAML of the kind Config");
  }

  @Test
  void shouldNameACurrentContextThatIsNotThere() throws IOException {
    assertThat(
            kubeconfig.refusal(
                withUser("token: t").replace("current-context: here", "current-context: gone")))
        .contains("no context 'gone', which is its current one", "one of here");
  }

  @Test
  void shouldNameAClusterThatIsNotThere() throws IOException {
    assertThat(kubeconfig.refusal(withUser("token: t").replace("name: c,", "name: other,")))
        .contains("context 'here' names cluster 'c'", "it has other");
    assertThat(kubeconfig.refusal(withUser("token: t").replace("cluster: c,", "")))
        .contains("context 'here' of", "names no cluster");
  }
}
