package health.cordon.system.moves;

import health.cordon.moves.engine.HomeRegister;
import java.util.OptionalLong;

/** A register of one tenant in memory; tells where home is, as the platform database would. */
final class PlainRegister implements HomeRegister {
    private long last;
    private long begun;
    private long decided;

    PlainRegister(long home) {
        last = home;
    }

    @Override
    public synchronized OptionalLong take() {
        if (decided != 0) {
            return OptionalLong.empty();
        }
        begun = 0;
        return OptionalLong.of(++last);
    }

    @Override
    public synchronized boolean begin(long epoch) {
        if (epoch != last || decided != 0) {
            return false;
        }
        begun = epoch;
        return true;
    }

    @Override
    public synchronized boolean decide(long epoch) {
        if (begun != epoch || epoch != last) {
            return decided == epoch;
        }
        decided = epoch;
        return true;
    }

    @Override
    public synchronized boolean retire(long epoch) {
        if (decided == epoch) {
            return false;
        }
        if (epoch == last) {
            begun = 0;
            last++;
        }
        return true;
    }

    @Override
    public synchronized OptionalLong decided() {
        return decided == 0 ? OptionalLong.empty() : OptionalLong.of(decided);
    }
}
