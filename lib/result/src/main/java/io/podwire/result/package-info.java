/** The result model and its table, JSON, CSV and Markdown. The only package that formats output. */
@NullMarked
package io.podwire.result;

import org.jspecify.annotations.NullMarked;
