package io.yiwang.demo;

import io.yiwang.demo.gauges.GaugeLife;
import io.yiwang.demo.life.CityLife;
import io.yiwang.demo.street.StreetLife;

/** All that lives in the demonstration city: its people, its streets and its sensors. */
record Living(CityLife people, StreetLife streets, GaugeLife gauges) {

  /** What people mend is mended where the cameras look and the sensors sit. */
  void begin(boolean withHistory) {
    people.listen(streets::hear);
    people.listen(gauges::hear);
    people.begin(withHistory);
    streets.begin();
    gauges.begin();
  }

  void close() {
    gauges.close();
    streets.close();
    people.close();
  }
}
