int y5;
