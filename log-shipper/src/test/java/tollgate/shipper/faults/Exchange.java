package tollgate.shipper.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/**
 * What passes over one connection of a client.
 *
 * @param writes passes on what is carried out
 * @param afterLoss done when a request has been carried out and its sender will not learn it
 */
record Exchange(Socket connection, Upstream upstream, Fates fates, Writes writes, Action afterLoss) {
    private static final int LONGEST_PAUSE_MILLIS = 60;
    private static final byte[] NOTHING = {};

    /** Lets a request meet its fate; returns whether the connection may go on. */
    boolean answer(HttpMessage head, InputStream in, Fault fault) throws IOException, InterruptedException {
        if (fault == Fault.REQUEST_CUT) {
            upstream.breakOff(head.withBody(in, head.length() / 2));
            return cut();
        }
        HttpMessage request = head.withBody(in, head.length());
        return switch (fault) {
            case NONE -> send(writes.answer(request));
            case SLOW -> {
                pause();
                yield send(writes.answer(request));
            }
            case BUSY -> send(HttpMessage.answer(429, Map.of(), NOTHING));
            case UNAVAILABLE -> send(HttpMessage.answer(503, Map.of(), NOTHING));
            case PARTLY_BUSY -> send(half(request));
            case GATEWAY_TIMEOUT -> {
                lose(request);
                yield send(HttpMessage.answer(504, Map.of(), NOTHING));
            }
            case ANSWER_LOST -> {
                lose(request);
                yield cut();
            }
            case ANSWER_CUT -> {
                HttpMessage answer = lose(request);
                connection.getOutputStream().write(answer.bytes(answer.body().length / 2));
                yield cut();
            }
            case ANSWER_CROPPED -> {
                HttpMessage answer = lose(request);
                byte[] cropped = Arrays.copyOf(answer.body(), answer.body().length / 2);
                yield send(HttpMessage.answer(answer.status(), answer.headers(), cropped));
            }
            case CARRIED_OUT_LATE -> carryOutLate(request);
            case REQUEST_CUT -> throw new IllegalStateException("it has been cut");
        };
    }

    private HttpMessage lose(HttpMessage request) throws IOException, InterruptedException {
        HttpMessage answer = writes.answer(request);
        afterLoss.run();
        return answer;
    }

    private boolean carryOutLate(HttpMessage request) throws IOException, InterruptedException {
        writes.answerLate(request, () -> {
            cut();
            pause();
        });
        return false;
    }

    private HttpMessage half(HttpMessage request) throws IOException, InterruptedException {
        HalfOfABulk half = new HalfOfABulk(request.body(), new Random(fates.below(Integer.MAX_VALUE)));
        if (half.body().length == 0) {
            return HttpMessage.answer(200, Map.of(), half.answer(NOTHING));
        }
        HttpMessage answer = writes.answer(request.with(half.body()));
        return answer.status() == 200 ? HttpMessage.answer(200, answer.headers(), half.answer(answer.body())) : answer;
    }

    private boolean send(HttpMessage answer) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(answer.bytes(answer.body().length));
        out.flush();
        return true;
    }

    /** With a farewell or, as a machine that has gone does, without one. */
    private boolean cut() throws IOException {
        if (fates.below(2) == 0) {
            connection.setSoLinger(true, 0);
        }
        connection.close();
        return false;
    }

    private void pause() throws InterruptedException {
        Thread.sleep(fates.below(LONGEST_PAUSE_MILLIS));
    }
}
