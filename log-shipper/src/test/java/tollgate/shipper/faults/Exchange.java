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
 * @param lateWrites told of requests that have been cut off and not yet been carried out, and of those that settle them
 * @param afterLoss done when a request has been carried out and its sender will not learn it
 */
record Exchange(Socket connection, Upstream upstream, Fates fates, LateWrites lateWrites, Action afterLoss) {
    private static final int LONGEST_PAUSE_MILLIS = 60;
    private static final byte[] NOTHING = {};

    /** Lets a request meet its fate; returns whether the connection may go on. */
    boolean answer(HttpMessage head, InputStream in, Fault fault) throws IOException, InterruptedException {
        if (fault == Fault.REQUEST_CUT) {
            upstream.breakOff(head.withBody(in, head.length() / 2));
            return cut();
        }
        HttpMessage request = head.withBody(in, head.length());
        Runnable carriedOut = lateWrites.begins(request);
        return switch (fault) {
            case NONE -> send(pass(request, carriedOut));
            case SLOW -> {
                pause();
                yield send(pass(request, carriedOut));
            }
            case BUSY -> send(HttpMessage.answer(429, Map.of(), NOTHING));
            case UNAVAILABLE -> send(HttpMessage.answer(503, Map.of(), NOTHING));
            case PARTLY_BUSY -> send(half(request));
            case GATEWAY_TIMEOUT -> {
                lose(request, carriedOut);
                yield send(HttpMessage.answer(504, Map.of(), NOTHING));
            }
            case ANSWER_LOST -> {
                lose(request, carriedOut);
                yield cut();
            }
            case ANSWER_CUT -> {
                HttpMessage answer = lose(request, carriedOut);
                connection.getOutputStream().write(answer.bytes(answer.body().length / 2));
                yield cut();
            }
            case ANSWER_CROPPED -> {
                HttpMessage answer = lose(request, carriedOut);
                byte[] cropped = Arrays.copyOf(answer.body(), answer.body().length / 2);
                yield send(HttpMessage.answer(answer.status(), answer.headers(), cropped));
            }
            case CARRIED_OUT_LATE -> carryOutLate(request);
            case REQUEST_CUT -> throw new IllegalStateException("it has been cut");
        };
    }

    private HttpMessage lose(HttpMessage request, Runnable carriedOut) throws IOException, InterruptedException {
        HttpMessage answer = pass(request, carriedOut);
        afterLoss.run();
        return answer;
    }

    private boolean carryOutLate(HttpMessage request) throws IOException, InterruptedException {
        lateWrites.carryOut(request, () -> {
            cut();
            pause();
            upstream.answer(request);
        });
        return false;
    }

    private HttpMessage pass(HttpMessage request, Runnable carriedOut) throws IOException, InterruptedException {
        HttpMessage answer = upstream.answer(request);
        carriedOut.run();
        return answer;
    }

    private HttpMessage half(HttpMessage request) throws IOException, InterruptedException {
        HalfOfABulk half = new HalfOfABulk(request.body(), new Random(fates.below(Integer.MAX_VALUE)));
        if (half.body().length == 0) {
            return HttpMessage.answer(200, Map.of(), half.answer(NOTHING));
        }
        HttpMessage part = request.with(half.body());
        HttpMessage answer = pass(part, () -> lateWrites.carriedOut(part));
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
