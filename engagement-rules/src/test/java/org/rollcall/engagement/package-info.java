/** The service as others meet it: its topics, its REST and its clock. */
@NullMarked
package org.rollcall.engagement;

import org.jspecify.annotations.NullMarked;
