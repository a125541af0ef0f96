/** Takes polled batches: one transaction each, bad records set aside, failures of the infrastructure waited out. */
@NullMarked
package org.rollcall.chassis.consumption;

import org.jspecify.annotations.NullMarked;
