/** What the service answers: cases as those who work on them see them. */
@NullMarked
package org.rollcall.cases.view;

import org.jspecify.annotations.NullMarked;
