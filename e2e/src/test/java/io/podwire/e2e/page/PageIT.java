package io.podwire.e2e.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.podwire.lab.Json;
import io.podwire.result.Result;
import io.podwire.result.text.ResultDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sidecar's page in Debian's chromium, over a result that {@code podwire bench} recorded. */
@EnabledIf(
    value = "hasChromium",
    disabledReason = "/usr/bin/chromium is missing, so nobody looks at the page; install chromium")
class PageIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  /** The README's picture is a copy of it. */
  private static final Path README_PICTURE = SCREENSHOTS.resolve("readme.png");

  private static final int MAX_PICTURE_BYTES = 300_000;

  private static final String TOKEN = "a-token-of-the-page";
  private static final Pattern WIDTH = Pattern.compile("width: .*%;");

  /** A script that got into the page as markup. */
  private static final String INJECTION =
      """
      () => {
        const script = document.createElement('script');
        script.textContent = "window.injected = 'a script'";
        document.head.append(script);
        return window.injected || 'nothing';
      }
      """;

  @SuppressWarnings("NullAway.Init") // by the method before all
  private static Playwright playwright;

  @SuppressWarnings("NullAway.Init")
  private static Browser browser;

  static boolean hasChromium() {
    return Files.isExecutable(CHROMIUM);
  }

  @BeforeAll
  static void startBrowser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--headless",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--no-first-run")));
  }

  @AfterAll
  static void stopBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1400", "DARK, 1400", "LIGHT, 400"})
  void shouldShowEveryCellWithItsFiguresMarksAndDoubts(ColorScheme scheme, int width)
      throws Exception {
    ObjectNode result = noisy();
    try (PageServer server = new PageServer(result.toString());
        Page page =
            browser.newPage(
                new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(width, 1000))) {
      page.navigate(server.url());
      assertThat(page.locator("#cells tbody tr")).hasCount(result.path("cells").size());
      assertThat(page.locator("#doubts li")).hasCount(result.path("doubts").size());
      assertThat(page.locator("#noise")).containsText("noise floor");
      assertMarked(page, result, "p50");
      assertMarked(page, result, "p99");
      assertMarked(page, result, "max");
      assertThat(page.locator("#cells td[data-label='System calls']").first()).not().hasText("–");
      assertThat(page.locator("#cells td[data-label^='CPU/message']").first()).containsText("+");
      Assertions.assertThat(page.locator("main").innerText())
          .doesNotContainPattern("\\de[+-]\\d|NaN|undefined");
      Assertions.assertThat(page.evaluate("document.body.scrollWidth <= window.innerWidth"))
          .isEqualTo(true);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(
                  SCREENSHOTS.resolve(
                      scheme.name().toLowerCase(Locale.ROOT) + "-" + width + ".png")));
    }
  }

  /** Over a comparison that {@code podwire demo} recorded; the picture is for the README. */
  @Test
  void shouldPictureAComparisonOfTwoPodsWithWhatIsForbidden() throws Exception {
    ObjectNode result = recorded("comparison.json");
    try (PageServer server = new PageServer(result.toString());
        Page page = browser.newPage(desktop())) {
      page.navigate(server.url());
      assertThat(page.locator("#where")).containsText("sidecar of pod a, pods a, b");
      assertThat(page.locator("#about")).containsText("Local pods are groups of processes");
      assertThat(page.locator("#cells tbody tr")).hasCount(result.path("cells").size());
      assertThat(page.locator("#cells td.reason")).hasCount(count(result, "forbidden"));
      assertThat(page.locator("#cells td.reason").first()).containsText("forbidden: ");
      assertThat(page.locator("#cells .cost .fill")).hasCount(count(result, "measured"));
      page.screenshot(new Page.ScreenshotOptions().setPath(README_PICTURE));
      Assertions.assertThat(README_PICTURE).isNotEmptyFile();
      Assertions.assertThat(Files.size(README_PICTURE)).isLessThan(MAX_PICTURE_BYTES);
    }
  }

  /** A language and a time zone of its own, so that the picture is the same everywhere. */
  private static Browser.NewPageOptions desktop() {
    return new Browser.NewPageOptions()
        .setColorScheme(ColorScheme.LIGHT)
        .setLocale("en-GB")
        .setTimezoneId("UTC")
        .setViewportSize(1360, 1400);
  }

  private static int count(ObjectNode result, String status) {
    int found = 0;
    for (JsonNode cell : result.path("cells")) {
      found += cell.path("status").asText().equals(status) ? 1 : 0;
    }
    Assertions.assertThat(found).as(status).isPositive();
    return found;
  }

  /** A doubt speaks of the mark, and some figures bear it and others do not. */
  private static void assertMarked(Page page, JsonNode result, String figure) {
    Assertions.assertThat(result.path("doubts"))
        .anyMatch(doubt -> doubt.asText().contains("A " + figure + " marked ~"));
    Assertions.assertThat(page.locator("#cells td[data-label='" + figure + "']").allInnerTexts())
        .anyMatch(text -> text.contains("~"))
        .anyMatch(text -> !text.contains("~"));
  }

  @Test
  void shouldNeedNoMoreThanItsPolicyAllows() throws Exception {
    try (PageServer server = new PageServer(recorded().toString());
        Page page = browser.newPage()) {
      List<String> errors = new CopyOnWriteArrayList<>();
      page.onConsoleMessage(message -> errors.add(message.type() + ": " + message.text()));
      page.navigate(server.url());
      assertThat(page.locator("#cells tbody tr .cost .fill").first()).hasAttribute("style", WIDTH);
      Assertions.assertThat(errors).noneMatch(error -> error.startsWith("error"));
      Assertions.assertThat(page.evaluate(INJECTION)).isEqualTo("nothing");
    }
  }

  @Test
  void shouldKeepARefusalUntilItIsDismissed() throws Exception {
    try (PageServer server = new PageServer(recorded().toString());
        Page page = browser.newPage()) {
      page.navigate(server.url());
      page.locator("#compare").click();
      Locator notice = page.locator("#notice");
      assertThat(notice).containsText(PageServer.REFUSAL);
      int before = server.news();
      await().until(() -> server.news() > before + 3);
      assertThat(notice).containsText(PageServer.REFUSAL);
      assertThat(notice).isVisible();
      page.locator("#dismiss").click();
      assertThat(notice).isHidden();
    }
  }

  @Test
  void shouldTakeTheTokenOutOfItsAddressAndKeepASession() throws Exception {
    try (PageServer server = new PageServer(recorded().toString());
        BrowserContext context = browser.newContext();
        Page page = context.newPage()) {
      server.asksFor(TOKEN);
      page.waitForResponse("**/api/session", () -> page.navigate(server.url() + "#token=" + TOKEN));
      Assertions.assertThat(page.url()).isEqualTo(server.url());
      Assertions.assertThat(page.evaluate("document.cookie")).isEqualTo("");
      page.locator("#compare").click();
      assertThat(page.locator("#notice")).containsText(PageServer.REFUSAL);
      assertThat(page.locator("#sign-in")).isHidden();
    }
  }

  @Test
  void shouldAskForTheTokenOnceAComparisonNeedsIt() throws Exception {
    try (PageServer server = new PageServer(recorded().toString());
        BrowserContext context = browser.newContext();
        Page page = context.newPage()) {
      server.asksFor(TOKEN);
      page.navigate(server.url());
      assertThat(page.locator("#sign-in")).isHidden();
      page.locator("#compare").click();
      page.locator("#token").fill("another-token-entirely");
      page.locator("#token").press("Enter");
      assertThat(page.locator("#notice")).containsText(PageServer.WRONG);
      page.locator("#token").fill(TOKEN);
      page.locator("#sign-in button").click();
      assertThat(page.locator("#notice")).containsText(PageServer.REFUSAL);
      assertThat(page.locator("#sign-in")).isHidden();
    }
  }

  /** The browser does not load a page again for another fragment. */
  @Test
  void shouldTakeTheTokenOutOfAnAddressOpenedOverThePageItself() throws Exception {
    try (PageServer server = new PageServer(recorded().toString());
        BrowserContext context = browser.newContext();
        Page page = context.newPage()) {
      server.asksFor(TOKEN);
      page.navigate(server.url());
      page.locator("#compare").click();
      assertThat(page.locator("#sign-in")).isVisible();
      page.waitForResponse("**/api/session", () -> page.navigate(server.url() + "#token=" + TOKEN));
      assertThat(page.locator("#sign-in")).isHidden();
      Assertions.assertThat(page.url()).isEqualTo(server.url());
      page.locator("#compare").click();
      assertThat(page.locator("#notice")).containsText(PageServer.REFUSAL);
      assertThat(page.locator("#sign-in")).isHidden();
    }
  }

  @Test
  void shouldMeasureCostByTheFastestThatLostNothing() throws Exception {
    ObjectNode result = recorded();
    result.path("cells").forEach(cell -> breakFastest((ObjectNode) cell));
    try (PageServer server = new PageServer(result.toString());
        Page page = browser.newPage()) {
      page.navigate(server.url());
      Locator rows = page.locator("#cells tbody tr");
      assertThat(rows).hasCount(result.path("cells").size());
      assertThat(page.locator("#cells tbody tr:has(.bad) .cost span").first()).containsText("0.");
      assertThat(page.locator("#cells tbody tr:has(.good) .cost span:text-is('1.0 ×')").first())
          .isVisible();
    }
  }

  /** Shared memory that spins is the fastest, and loses five messages here. */
  private static void breakFastest(ObjectNode cell) {
    if (cell.path("mechanism").asText().equals("shm")
        && cell.path("wait").asText().equals("spin")) {
      cell.put("lost", 5);
    }
  }

  private static ObjectNode recorded() throws Exception {
    return recorded("result.json");
  }

  private static ObjectNode recorded(String name) throws Exception {
    try (var stream = PageIT.class.getResourceAsStream(name)) {
      return written((ObjectNode) Json.mapper().readTree(stream));
    }
  }

  /** As a sidecar writes it: with what follows from the rest. */
  private static ObjectNode written(ObjectNode result) throws Exception {
    return Json.mapper()
        .valueToTree(ResultDocument.of(Json.mapper().treeToValue(result, Result.class)));
  }

  /**
   * The same on a machine so noisy that it explains some of the figures, with the doubts of that.
   */
  private static ObjectNode noisy() throws Exception {
    ObjectNode result = recorded();
    ObjectNode environment = (ObjectNode) result.get("environment");
    environment.put("noiseFloorNanos", 10084351);
    ObjectNode noise = (ObjectNode) environment.get("noise");
    noise.put("clockReadNanos", 1000);
    ArrayNode gaps = noise.putArray("largestGapsNanos");
    for (int i = 0; i < 30; i++) {
      gaps.add(11_000_000); // delay one in a hundred of slow round trips only, and make some maxima
    }
    return written(result);
  }
}
