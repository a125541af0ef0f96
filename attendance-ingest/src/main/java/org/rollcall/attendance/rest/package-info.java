/** What the service's lists are asked with. */
@NullMarked
package org.rollcall.attendance.rest;

import org.jspecify.annotations.NullMarked;
