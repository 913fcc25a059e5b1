// The first tests of DemoShop replace this file.
