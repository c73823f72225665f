/** The consumer's durable progress, by which a redelivered message is known as processed. */
@NullMarked
package io.podwire.consumer.ledger;

import org.jspecify.annotations.NullMarked;
