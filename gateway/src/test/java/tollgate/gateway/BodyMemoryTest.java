package tollgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {
    private final BodyMemory memory = new BodyMemory(1_000);

    private static @Nullable Failure more(BodyMemory.Share share, int length) {
        return share.answer(length, UpstreamFailures.ANSWER_TOO_LARGE);
    }

    private static @Nullable Failure event(BodyMemory.Share share, int length) {
        return share.event(length, UpstreamFailures.ANSWER_TOO_LARGE);
    }

    @Test
    void aBodyTakesRoomTwiceUntilItsRequestEnds() {
        BodyMemory.Share share = memory.share();

        assertThat(more(share, 300)).isNull();
        assertThat(more(share, 200)).isNull();
        assertThat(memory.heldBytes()).isEqualTo(1_000);

        share.end();
        share.end();
        assertThat(memory.heldBytes()).isZero();
    }

    @Test
    void whoFindsNoRoomHoldsWhatItHeldAndNoMore() {
        BodyMemory.Share first = memory.share();
        BodyMemory.Share second = memory.share();

        assertThat(more(first, 400)).isNull();
        assertThat(more(second, 100)).isNull();
        assertThat(more(second, 1)).isSameAs(Failure.NO_ROOM);
        assertThat(memory.heldBytes()).isEqualTo(1_000);

        first.end();
        assertThat(more(second, 400)).isNull();
        assertThat(memory.heldBytes()).isEqualTo(1_000);
    }

    @Test
    void whatWouldNotFitWithoutOthersIsTooLarge() {
        BodyMemory.Share other = memory.share();
        BodyMemory.Share share = memory.share();

        assertThat(more(other, 500)).isNull();
        assertThat(more(share, 501)).isSameAs(UpstreamFailures.ANSWER_TOO_LARGE);
        assertThat(more(share, 500)).isSameAs(Failure.NO_ROOM);
    }

    @Test
    void anEventGivesItsRoomBackWhenItIsWhole() {
        BodyMemory.Share share = memory.share();

        assertThat(more(share, 100)).isNull();
        assertThat(event(share, 50)).isNull();
        assertThat(memory.heldBytes()).isEqualTo(600);
        assertThat(event(share, 100)).isNull();
        assertThat(memory.heldBytes()).isEqualTo(1_000);
        assertThat(event(share, 101)).isSameAs(UpstreamFailures.ANSWER_TOO_LARGE);
        assertThat(event(share, 0)).isNull();
        assertThat(memory.heldBytes()).isEqualTo(200);
    }

    @Test
    void requestsLeaveAQuarterToAnswers() {
        BodyMemory.Share first = memory.share();
        BodyMemory.Share second = memory.share();

        assertThat(first.request(376, Failure.CLIENT_CLOSED)).isSameAs(Failure.CLIENT_CLOSED);
        assertThat(first.request(375, Failure.CLIENT_CLOSED)).isNull();
        assertThat(second.request(1, Failure.CLIENT_CLOSED)).isSameAs(Failure.NO_ROOM);
        assertThat(more(second, 125)).isNull();
        assertThat(memory.heldBytes()).isEqualTo(1_000);
    }

    @Test
    void nothingIsTakenAfterTheEnd() {
        BodyMemory.Share share = memory.share();

        assertThat(event(share, 50)).isNull();
        share.end();

        assertThat(more(share, 1)).isSameAs(Failure.NO_ROOM);
        assertThat(event(share, 1)).isSameAs(Failure.NO_ROOM);
        assertThat(event(share, 0)).isNull();
        assertThat(memory.heldBytes()).isZero();
    }
}
