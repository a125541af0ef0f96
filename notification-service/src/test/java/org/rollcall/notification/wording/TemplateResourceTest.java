package org.rollcall.notification.wording;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.rollcall.notification.UnreliableMail;
import org.rollcall.testkit.RollcallResource;

@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = "notifications"))
@QuarkusTestResource(UnreliableMail.class)
class TemplateResourceTest {

    @Test
    void all_templates_are_listed_with_their_subject() {
        given().get("/templates")
                .then()
                .statusCode(200)
                .body(
                        "items.name",
                        hasItems(
                                "circumstances",
                                "interview-required",
                                "send-appointment",
                                "correction",
                                "appointment",
                                "decision-withdrawal",
                                "appeal-not-upheld",
                                "case-review"))
                .body("items[1].subject", containsString("interview"));
    }

    @Test
    void a_preview_is_html_or_text_as_asked() {
        given().accept(ContentType.HTML)
                .get("/templates/interview-required/preview")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("<h1"));
        given().accept(ContentType.TEXT)
                .get("/templates/interview-required/preview")
                .then()
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .body(startsWith("Dear Amina,"));
    }

    @Test
    void a_template_that_is_not_there_is_a_problem() {
        given().get("/templates/love-letter/preview")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", containsString("/problems/not-found"));
    }
}
