"""Working days: weekends, days off and the weekend days worked for them."""
