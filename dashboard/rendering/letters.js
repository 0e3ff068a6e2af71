// Which of some letters no font here can draw: each looks as one that is no letter at all.
"use strict";
window.missingLetters = function (letters, family) {
  const pen = new OffscreenCanvas(40, 40).getContext("2d", { willReadFrequently: true });
  pen.font = `24px ${family}`;
  const look = (letter) => {
    pen.clearRect(0, 0, 40, 40);
    pen.fillText(letter, 8, 28);
    const { data } = pen.getImageData(0, 0, 40, 40);
    return `${pen.measureText(letter).width} ${data.filter((_, at) => at % 4 === 3).join("")}`;
  };
  const none = new Set(["\u0378", "\u2fe0", "\ud7ff"].map(look)); // never assigned by Unicode
  return [...letters].filter((letter) => none.has(look(letter))).join("");
};
