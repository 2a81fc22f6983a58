package health.cordon.tenancy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyFaultsTest {
    record Body(@Nullable String name, @Nullable LocalDate day, @Nullable List<String> states) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':5,'day':'x','colour':1} | colour,day,name",
                "{'states':[1],'day':null} | states",
                "{'a b':1,'name':[]} | name",
                "{'name':'n','day':'2026-01-01','states':['MA']} | ''",
                "{'name':'forbidden','day':7} | day,name",
                "[] | ''",
                "5 | ''"
            })
    void areAllNamedAtOnce(String body, String expected) throws IOException {
        var faults =
                new BodyFaults(Json.mapper(), (type, name, value) -> !"forbidden".equals(value));
        var bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThat(String.join(",", faults.of(Body.class, bytes))).isEqualTo(expected);
    }
}
