// The calendar of the admin's date fields puts another day in place of one it cannot read (31/02 becomes 3 March,
// 05032026 becomes today). What was typed stays; the server reads it or says what is wrong. That same handler also
// closed the calendar when the field was left, so it is closed here.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
const close = ({ target }) => jQuery(target).data("xdsoft_datetimepicker")?.trigger("close.xdsoft");
document.addEventListener("focusout", close);
// Escape closes it too: it may lie over the button that is to be pressed next.
document.addEventListener("keydown", (event) => event.key === "Escape" && close(event));
