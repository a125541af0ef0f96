/** What the calls that change something have in common: refusals as problems, keys that make them repeatable, versions. */
@NullMarked
package org.rollcall.cases.request;

import org.jspecify.annotations.NullMarked;
