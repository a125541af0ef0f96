/** The life of a case: what a student's weeks, raises and e-mails make of the case files. */
@NullMarked
package org.rollcall.cases.life;

import org.jspecify.annotations.NullMarked;
