/* The content: word i of message n is a function of both. */
static uint64_t word_of(uint64_t n, size_t i) {
  return (n + 1) * 0x9E3779B97F4A7C15u + i * 0xD1B54A32D192ED03u;
}

static void write_content(char *message, uint64_t n, size_t size) {
  size_t words = size / 8;
  for (size_t i = 0; i < words; i++) {
    uint64_t word = word_of(n, i);
    memcpy(message + 8 * i, &word, 8);
  }
  uint64_t last = word_of(n, words);
  memcpy(message + 8 * words, &last, size % 8);
}

static void check_content(const char *message, uint64_t n, size_t size) {
  size_t words = size / 8;
  uint64_t difference = 0, word;
  for (size_t i = 0; i < words; i++) {
    memcpy(&word, message + 8 * i, 8);
    difference |= word ^ word_of(n, i);
  }
  uint64_t last = word_of(n, words);
  if (difference || memcmp(message + 8 * words, &last, size % 8)) complain("a corrupted message");
}
