package org.rollcall.local;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "token",
        description =
                "Prints a token of a demo user, for the header 'Authorization: Bearer ...'. It lasts for an hour.")
final class TokenCommand implements Callable<Integer> {

    @Parameters(paramLabel = "USER", description = "Who: ./rollcall status lists them.")
    private String user = "";

    @Override
    public Integer call() {
        Layout layout = RunningStack.in(Layout.usualFolder()).layout();
        System.out.println(new Tokens(layout).of(user));
        return 0;
    }
}
