/** The forms of a result: table, JSON, CSV and Markdown. The only package that formats output. */
@NullMarked
package io.podwire.result.text;

import org.jspecify.annotations.NullMarked;
