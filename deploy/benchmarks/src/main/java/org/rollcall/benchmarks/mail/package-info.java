/** Mails by notification-service, beside a bare loop over the same library. */
@NullMarked
package org.rollcall.benchmarks.mail;

import org.jspecify.annotations.NullMarked;
